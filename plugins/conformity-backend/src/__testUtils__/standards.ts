/** A standard that asks for files, in the YAML that people write. */
export function filesStandard(files: Record<string, string>): string {
  const checks = Object.entries(files)
    .map(
      ([id, file]) => `
    - id: ${id}
      title: There is a ${file}
      level: ${id === 'has-readme' ? 'bronze' : 'silver'}
      weight: ${id === 'has-readme' ? 2 : 1}
      why: Others look for it.
      fix: Add it.
      exists: ${file}`,
    )
    .join('');
  return `apiVersion: waymark.internal/v1
kind: Standard
metadata:
  name: basics
  title: Basics
  description: What everybody looks for first.
spec:
  owner: group:default/platform
  checks:${checks}
`;
}
