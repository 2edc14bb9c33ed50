import { loadResilienceMatrix, type ResilienceMatrix } from '../../src/outbound/resilience-matrix.ts';

/**
 * The matrix with ten times as much time in each row: a machine that has much to do at the moment is no failure of a
 * dependency. Tests that play failures take the matrix as it is.
 */
export function patientMatrix(): ResilienceMatrix {
  const matrix = loadResilienceMatrix();
  return {
    ...matrix,
    get: (name) => {
      const row = matrix.get(name);
      return { ...row, timeoutMs: row.timeoutMs * 10, deadlineMs: row.deadlineMs * 10 };
    },
  };
}
