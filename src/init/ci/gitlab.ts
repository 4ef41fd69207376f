// GitLab CI: a job with a Code Quality report, so that a merge request shows the drift in its widget.

import { type CiProvider, item, type RecipeParts, shellWord } from "./provider.ts";

const report = "gl-code-quality-report.json";
const main = ".gitlab-ci.yml";
const included = ".gitlab/driftcheck.yml";

export const gitlab: CiProvider = {
  name: "gitlab",
  title: "GitLab CI",
  signs: [main, ".gitlab"],
  host: /gitlab\.[\w.]+[/:]/,
  recipe: (parts, has) => {
    const secret = `Add the masked variable ${parts.variable} (Settings, CI/CD, Variables): the URL of the database, with a role that may only connect.`;
    if (!has(main)) return { file: main, text: job(parts), toDo: [secret] };
    const include = `Add to ${main}: include: [{ local: ${included} }]`;
    return { file: included, text: job(parts), toDo: [include, secret] };
  },
};

const job = ({
  folder,
  setup,
  python,
  variable,
}: RecipeParts) => `# Fails if the database differs from the schema that this repository declares.
driftcheck:
  image: ${python ? "nikolaik/python-nodejs:python3.13-nodejs22" : "node:22"}
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_PIPELINE_SOURCE == "schedule"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  variables:
    DRIFTCHECK_CACHE_DIR: $CI_PROJECT_DIR/.driftcheck-cache
  cache:
    key: driftcheck-$CI_COMMIT_REF_SLUG
    fallback_keys: [driftcheck-$CI_DEFAULT_BRANCH]
    paths: [.driftcheck-cache/]
  script:
${folder === "" ? "" : `    - ${item(`cd ${shellWord(folder)}`)}\n`}${setup.map((command) => `    - ${item(command)}\n`).join("")}    - umask 022 # a cache that others may write is not used
    - npx driftcheck check --live "$${variable}" --reporter text --reporter gitlab=${report}
  artifacts:
    when: always
    reports:
      codequality: ${folder === "" ? report : JSON.stringify(`${folder}/${report}`)}
`;
