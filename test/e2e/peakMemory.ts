import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The most memory that a process has had, in bytes; what it has now, where no more is told. */
export function peakMemory(pid: number): number {
  if (process.platform === 'linux') {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(status.match(/^VmHWM:\s*(\d+) kB/m)![1]) * 1024;
  }
  if (process.platform === 'win32') {
    const command = `(Get-Process -Id ${pid}).PeakWorkingSet64`;
    return Number(
      execFileSync('powershell', ['-NoProfile', '-Command', command]),
    );
  }
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)])) * 1024;
}
