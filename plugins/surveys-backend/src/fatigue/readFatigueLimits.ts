import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { FatigueLimits } from './mayAsk';

/** `surveys.fatigue` of the configuration. */
export function readFatigueLimits(config: RootConfigService): FatigueLimits {
  const fatigue = config.getOptionalConfig('surveys.fatigue');
  const read = (key: string, standard: number, least: number, most: number) => {
    const value = fatigue?.getOptionalNumber(key) ?? standard;
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new InputError(
        `surveys.fatigue.${key} is ${value}; it has to be a whole number from ${least} to ${most}.`,
      );
    }
    return value;
  };
  return {
    surveyRestDays: {
      wave: read('waveRestDays', 21, 0, 365),
      prompt: read('promptRestDays', 80, 0, 365),
    },
    restDays: read('restDays', 7, 0, 30),
    asksPerYear: read('asksPerYear', 12, 1, 365),
  };
}
