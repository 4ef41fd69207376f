-- A clinic's appointments, as an application on MySQL has them.

CREATE TABLE patients (
  id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name varchar(120) NOT NULL,
  email varchar(190) DEFAULT NULL,
  born date DEFAULT NULL,
  blood enum('a', 'b', 'ab', 'o') DEFAULT NULL,
  is_active tinyint(1) NOT NULL DEFAULT 1,
  notes text,
  created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  UNIQUE KEY uq_patients_email (email),
  KEY ix_patients_name (name(20))
) ENGINE=InnoDB;

CREATE TABLE doctors (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code char(6) NOT NULL,
  fee decimal(10,2) NOT NULL DEFAULT 0.00,
  settings json DEFAULT NULL,
  CONSTRAINT ck_doctors_fee CHECK (fee >= 0),
  UNIQUE KEY uq_doctors_code (code)
) ENGINE=InnoDB COMMENT='who sees patients';

CREATE TABLE visits (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  patient_id int unsigned NOT NULL,
  doctor_id bigint DEFAULT NULL,
  state enum('planned', 'held', 'missed') NOT NULL DEFAULT 'planned',
  started_at datetime NOT NULL,
  minutes smallint unsigned NOT NULL DEFAULT 15,
  UNIQUE KEY uq_visits_start (patient_id, started_at),
  KEY ix_visits_open (started_at),
  CONSTRAINT fk_visits_patient FOREIGN KEY (patient_id) REFERENCES patients (id) ON DELETE CASCADE,
  CONSTRAINT fk_visits_doctor FOREIGN KEY (doctor_id) REFERENCES doctors (id) ON DELETE SET NULL
) ENGINE=InnoDB;
