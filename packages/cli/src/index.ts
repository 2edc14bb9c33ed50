import { main } from './main';

// The exit code, not exit(): what is still being written comes out whole.
main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  env: process.env,
}).then(code => {
  process.exitCode = code;
});
