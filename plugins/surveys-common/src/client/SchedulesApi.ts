import type { NewSchedule, WaveSchedule } from '../schedule';

/** Waves that begin by themselves; for those who run surveys. @public */
export interface SchedulesApi {
  /** Those whose next wave begins first come first. */
  list(): Promise<{ items: WaveSchedule[] }>;

  /** 400 says what is wrong with the recurrence. */
  create(schedule: NewSchedule): Promise<WaveSchedule>;

  /** No wave begins while it is paused; what was missed is not made up for. */
  setPaused(scheduleId: string, paused: boolean): Promise<WaveSchedule>;

  /** Its waves stay. */
  delete(scheduleId: string): Promise<void>;
}
