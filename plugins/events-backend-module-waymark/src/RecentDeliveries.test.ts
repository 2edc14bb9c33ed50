import { RecentDeliveries } from './RecentDeliveries';

describe('RecentDeliveries', () => {
  it('remembers for ten minutes', () => {
    let now = 0;
    const deliveries = RecentDeliveries.create(() => now);
    expect(deliveries.isNew('id-1', 'signature-1')).toBe(true);
    now = 9 * 60_000;
    expect(deliveries.isNew('id-1', 'signature-2')).toBe(false);
    expect(deliveries.isNew('id-2', 'signature-1')).toBe(false);
    // What was refused left no trace.
    expect(deliveries.isNew('id-2', 'signature-2')).toBe(true);
    now = 11 * 60_000;
    expect(deliveries.isNew('id-1', 'signature-1')).toBe(true);
  });

  it('forgets the oldest rather than grow without end', () => {
    const deliveries = RecentDeliveries.create(() => 0);
    for (let i = 0; i < 25_000; i++) {
      deliveries.isNew(`id-${i}`);
    }
    expect(deliveries.isNew('id-0')).toBe(true);
    expect(deliveries.isNew('id-24999')).toBe(false);
  });
});
