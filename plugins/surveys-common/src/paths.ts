/** Where the frontend plugin shows a wave to the people it asks. @public */
export function answerPath(waveId: string): string {
  return `/surveys/waves/${encodeURIComponent(waveId)}`;
}

/** Where the frontend plugin shows the results of a closed wave. @public */
export function resultsPath(waveId: string): string {
  return `/surveys/waves/${encodeURIComponent(waveId)}/results`;
}

/** Where the frontend plugin shows a promise among the others. @public */
export function promisePath(promiseId: string): string {
  return `/surveys/promises#${encodeURIComponent(promiseId)}`;
}
