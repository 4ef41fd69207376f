// CircleCI: a job with test results, so that the Tests tab names each table that drifted.

import { type CiProvider, inFolder, item, type RecipeParts } from "./provider.ts";

const main = ".circleci/config.yml";
const beside = ".circleci/driftcheck.yml";

export const circleci: CiProvider = {
  name: "circleci",
  title: "CircleCI",
  signs: [".circleci"],
  recipe: (parts, has) => {
    const secret = `Add the environment variable ${parts.variable} to the project: the URL of the database, with a role that may only connect.`;
    if (!has(main)) return { file: main, text: config(parts), toDo: [secret] };
    const copy = `CircleCI reads one file: copy the job and the workflow from ${beside} into ${main}.`;
    return { file: beside, text: config(parts), toDo: [copy, secret] };
  },
};

const config = ({
  folder,
  setup,
  python,
  variable,
}: RecipeParts) => `# Fails if the database differs from the schema that this repository declares.
version: 2.1
jobs:
  driftcheck:
    docker:
      - image: cimg/${python ? "python:3.13-node" : "node:22.20"}
    environment:
      DRIFTCHECK_CACHE_DIR: /home/circleci/.cache/driftcheck
    steps:
      - checkout
      - restore_cache:
          keys: ["driftcheck-v1-{{ .Branch }}-", driftcheck-v1-]
${setup.map((command) => `      - run: ${item(inFolder(folder, command))}\n`).join("")}      - run: ${inFolder(folder, `mkdir -p results && npx driftcheck check --live "$${variable}" --reporter text --reporter junit=results/driftcheck.xml`)}
      - save_cache:
          key: "driftcheck-v1-{{ .Branch }}-{{ .Revision }}"
          when: always
          paths: [/home/circleci/.cache/driftcheck]
      - store_test_results:
          path: ${folder === "" ? "results" : JSON.stringify(`${folder}/results`)}
workflows:
  driftcheck:
    jobs: [driftcheck]
`;
