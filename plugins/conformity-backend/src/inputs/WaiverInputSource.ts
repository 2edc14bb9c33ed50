import { Waiver } from '@waymark-idp/plugin-conformity-common';
import { createHash } from 'crypto';
import { WaiverStore } from '../database/WaiverStore';
import { toWaiver } from '../service/toWaiverReport';
import { Input, InputSource } from './InputSource';

/** The waivers that are approved and not expired. One statement for many components. */
export class WaiverInputSource implements InputSource<'waivers'> {
  readonly name = 'waivers';
  readonly #waivers: Pick<WaiverStore, 'inForce'>;

  static create(options: {
    waivers: Pick<WaiverStore, 'inForce'>;
  }): WaiverInputSource {
    return new WaiverInputSource(options.waivers);
  }

  private constructor(waivers: Pick<WaiverStore, 'inForce'>) {
    this.#waivers = waivers;
  }

  /** Has an entry for every ref, so that nobody takes "none" for "unknown". */
  async load(
    entityRefs: string[],
    now: Date,
  ): Promise<Map<string, Input<readonly Waiver[]>>> {
    const byRef = new Map<string, Waiver[]>(
      entityRefs.map(entityRef => [entityRef, []]),
    );
    for (const row of await this.#waivers.inForce(entityRefs, now)) {
      byRef.get(row.entity_ref)?.push(toWaiver(row));
    }
    return new Map(
      [...byRef].map(([entityRef, value]) => [
        entityRef,
        { value, digest: digestOf(value) },
      ]),
    );
  }
}

/** Of what an outcome says of a waiver: which check, why, by whom, until when. */
function digestOf(waivers: Waiver[]): string {
  if (waivers.length === 0) {
    return '';
  }
  return createHash('sha256')
    .update(
      JSON.stringify(
        waivers.map(({ id, check, reason, decidedBy, expiresAt }) => [
          id,
          check,
          reason,
          decidedBy,
          expiresAt,
        ]),
      ),
    )
    .digest('hex');
}
