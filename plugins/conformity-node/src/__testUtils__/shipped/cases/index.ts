import { Cases } from '../changes';
import { architecture } from './architecture';
import { coordination } from './coordination';
import { delivery } from './delivery';
import { goldenPath } from './goldenPath';
import { observability } from './observability';
import { ownershipAndDocumentation } from './ownershipAndDocumentation';
import { performance } from './performance';
import { reliability } from './reliability';
import { security } from './security';
import { sustainability } from './sustainability';

/** The cases of every check that ships, by its id. */
export const cases: Cases = {
  ...architecture,
  ...coordination,
  ...delivery,
  ...goldenPath,
  ...observability,
  ...ownershipAndDocumentation,
  ...performance,
  ...reliability,
  ...security,
  ...sustainability,
};
