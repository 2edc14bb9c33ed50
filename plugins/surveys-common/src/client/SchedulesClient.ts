import type { NewSchedule, WaveSchedule } from '../schedule';
import type { SchedulesApi } from './SchedulesApi';
import { pathOf, type SurveysRequests } from './SurveysRequests';

/** {@link SchedulesApi} over HTTP. */
export class SchedulesClient implements SchedulesApi {
  readonly #requests: SurveysRequests;

  constructor(requests: SurveysRequests) {
    this.#requests = requests;
  }

  async list(): Promise<{ items: WaveSchedule[] }> {
    return this.#requests.json('GET', '/schedules');
  }

  async create(schedule: NewSchedule): Promise<WaveSchedule> {
    return this.#requests.json('POST', '/schedules', schedule);
  }

  async setPaused(scheduleId: string, paused: boolean): Promise<WaveSchedule> {
    const path = pathOf('schedules', scheduleId);
    return this.#requests.json('PATCH', path, { paused });
  }

  async delete(scheduleId: string): Promise<void> {
    await this.#requests.send('DELETE', pathOf('schedules', scheduleId));
  }
}
