// A revision as Alembic's own template has it, where no Alembic is there to render the project's.

import type { Revision } from "./alembic-code.ts";
import { pythonString } from "./python-text.ts";

export function plainRevision({ id, down, message, upgrades, downgrades }: Revision): string {
  const parent = down === null ? "None" : pythonString(down);
  return `"""${message}

Revision ID: ${id}
"""
from alembic import op

revision = ${pythonString(id)}
down_revision = ${parent}
branch_labels = None
depends_on = None


def upgrade():
    ${upgrades}


def downgrade():
    ${downgrades}
`;
}
