import { Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { LOOK_AFTER_SECONDS } from '../database/wantedSql';

const KEY = 'conformity.repositoryPoll';

/** After which time a host is asked for the commit although nothing told of a push. */
export function lookAfterSecondsOf(config: Config): number {
  return config.has(KEY)
    ? durationToMilliseconds(readDurationFromConfig(config, { key: KEY })) /
        1000
    : LOOK_AFTER_SECONDS;
}
