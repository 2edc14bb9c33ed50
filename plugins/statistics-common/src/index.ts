export * from './benjaminiHochberg';
export {
  changePoints,
  type ChangePointsResult,
  type DescribedChangePoint,
} from './changePoints';
export * from './chiSquareTest';
export * from './cliffsDelta';
export * from './cronbachAlpha';
export {
  eDivisive,
  FEWEST_FOR_CHANGE_POINTS,
  type ChangePoint,
  type EDivisiveOptions,
} from './eDivisive';
export * from './fisherExact';
export * from './hodgesLehmann';
export { kishEffectiveSize } from './kishEffectiveSize';
export * from './effectiveShares';
export * from './lmgDrivers';
export { lmgShares, type LmgShares } from './lmgShares';
export { mannWhitney, type MannWhitneyResult } from './mannWhitney';
export * from './netPromoter';
export * from './newcombeDifference';
export * from './nonResponseBounds';
export * from './postStratify';
export * from './rake';
export { seedFrom } from './random';
export { type TwoSamples } from './ranks';
export * from './responseRateTest';
export * from './usabilityScores';
export * from './weightedShare';
export {
  wilsonInterval,
  type Interval,
  type ShareCounts,
} from './wilsonInterval';
