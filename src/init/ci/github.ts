// GitHub Actions: a workflow that runs the action of the installed package.

import { type CiProvider, item, type RecipeParts } from "./provider.ts";

const file = ".github/workflows/driftcheck.yml";

export const github: CiProvider = {
  name: "github",
  title: "GitHub Actions",
  signs: [".github"],
  host: /github\.com[/:]/,
  recipe: (parts) => ({
    file,
    text: workflow(parts),
    toDo: [
      `Add the secret ${parts.variable} to the repository (Settings, Secrets and variables, Actions): the URL of the database, with a role that may only connect.`,
    ],
  }),
};

const workflow = ({
  folder,
  setup,
  python,
  variable,
}: RecipeParts) => `# Fails if the database differs from the schema that this repository declares. All inputs: docs/ci.md of driftcheck.
name: driftcheck
on:
  pull_request:
  schedule:
    - cron: "17 5 * * *" # changes by hand come between pull requests
  workflow_dispatch:
permissions:
  contents: read
  pull-requests: write # the comment
  security-events: write # code scanning
jobs:
  driftcheck:
    # A fork's pull request has no secrets.
    if: \${{ !github.event.pull_request.head.repo.fork }}
    runs-on: ubuntu-latest
    timeout-minutes: 15
${folder === "" ? "" : `    defaults: { run: { working-directory: ${JSON.stringify(folder)} } }\n`}    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with: { node-version: 22 }
${python ? '      - uses: actions/setup-python@v6\n        with: { python-version: "3.x" }\n' : ""}${setup.map((command) => `      - run: ${item(command)}\n`).join("")}      - uses: ${folder === "" ? "./node_modules/driftcheck" : JSON.stringify(`./${folder}/node_modules/driftcheck`)}
        with:
${folder === "" ? "" : `          working-directory: ${JSON.stringify(folder)}\n`}          live: \${{ secrets.${variable} }}
          # sarif: true # also uploads to code scanning, which GitHub sells for private repositories
`;
