export type LifecycleState = 'starting' | 'ready' | 'draining';

/** Where this process is between start and stop. It only ever moves forward. */
export class Lifecycle {
  #state: LifecycleState = 'starting';

  get state(): LifecycleState {
    return this.#state;
  }

  ready(): void {
    if (this.#state === 'starting') this.#state = 'ready';
  }

  drain(): void {
    this.#state = 'draining';
  }
}
