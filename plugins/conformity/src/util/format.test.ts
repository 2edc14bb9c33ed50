import { formatScore, formatShare, relativeTime } from './format';

describe('format', () => {
  it('says numbers and times as people do, and never better than they are', () => {
    expect(formatScore(100)).toBe('100');
    expect(formatScore(73.54)).toBe('73.5');
    expect(formatShare(1)).toBe('100 %');
    expect(formatShare(0.999)).toBe('99 %');
    expect(formatShare(2 / 3)).toBe('67 %');

    const now = new Date('2026-01-02T10:00:00Z');
    const say = (at: string) => relativeTime(new Date(at), now, 'en');
    expect(say('2026-01-02T09:59:40Z')).toBe('now');
    expect(say('2026-01-02T09:48:00Z')).toBe('12 minutes ago');
    expect(say('2026-01-02T07:00:00Z')).toBe('3 hours ago');
    expect(say('2025-12-30T10:00:00Z')).toBe('3 days ago');
  });
});
