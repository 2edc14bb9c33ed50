declare module '*/resilience.yaml' {
  const matrix: import('./resilience-matrix.ts').ResilienceMatrix;
  export default matrix;
}
