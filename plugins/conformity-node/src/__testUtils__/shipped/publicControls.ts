/**
 * The ids of the public controls that a check may map to, per set: what a set
 * does not have is no mapping but a guess.
 */
export const publicControls: Record<string, readonly string[]> = {
  // https://github.com/ossf/scorecard/blob/main/docs/checks.md
  'openssf-scorecard':
    'Binary-Artifacts Branch-Protection CI-Tests CII-Best-Practices Code-Review Contributors Dangerous-Workflow Dependency-Update-Tool Fuzzing License Maintained Packaging Pinned-Dependencies SAST SBOM Security-Policy Signed-Releases Token-Permissions Vulnerabilities Webhooks'.split(
      ' ',
    ),
  // https://baseline.openssf.org, requirements in force
  'osps-baseline': [
    'AC 01.01 02.01 03.01 03.02 04.01 04.02',
    'BR 01.01 01.03 01.04 02.01 02.02 03.01 03.02 04.01 05.01 06.01 07.01 07.02',
    'DO 01.01 02.01 03.01 03.02 04.01 05.01 06.01 07.01',
    'GV 01.01 01.02 02.01 03.01 03.02 04.01',
    'LE 01.01 02.01 02.02 03.01 03.02',
    'QA 01.01 01.02 02.01 02.02 03.01 04.01 04.02 05.01 05.02 06.01 06.02 06.03 07.01',
    'SA 01.01 02.01 03.01 03.02',
    'VM 01.01 02.01 03.01 04.01 04.02 05.01 05.02 05.03 06.01 06.02',
  ].flatMap(line => {
    const [family, ...numbers] = line.split(' ');
    return numbers.map(number => `OSPS-${family}-${number}`);
  }),
  // https://github.com/cncf/clomonitor/blob/main/docs/checks.md
  clomonitor:
    'adopters analytics artifacthub_badge binary_artifacts changelog cla code_of_conduct code_review community_meeting contributing dangerous_workflow dco dependencies_policy dependency_update_tool github_discussions governance license_approved license_scanning license_spdx_id maintained maintainers openssf_badge openssf_scorecard_badge readme recent_release roadmap sbom security_insights security_policy signed_releases slack_presence summary_table token_permissions trademark_disclaimer website'.split(
      ' ',
    ),
  // https://github.com/mercari/production-readiness-checklist: names of its checks, in lower case with hyphens
  'mercari-production-readiness':
    'actionable-alert authentication authorization auto-scale automated-build automated-deploy automated-rollback automatic-build automatic-deploy capacity-planning config-in-env-var contact cpu-req-limit critical-alert dependabot description design-doc dockerignore docs error-tracking graceful-degradation graceful-shutdown gradual-deploy high-test-coverage liveness-probe log-as-json log-to-stdout log-with-annotation manual-scale memory-req-limit no-latest-tag non-root-user non-sensitive-log oncall-playbooks oncall-rotation pdb prestop profiling readiness-probe secrets slos smart-retry source-repo stateless-server timeout tracing transport-security unit-test zero-downtime-deploy'.split(
      ' ',
    ),
  // https://12factor.net
  '12-factor':
    'admin-processes backing-services build-release-run codebase concurrency config dependencies dev-prod-parity disposability logs port-binding processes'.split(
      ' ',
    ),
};
