import { mockServices } from '@backstage/backend-test-utils';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitForLimits } from './waitForLimits';

jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn() }));

const waits = () =>
  jest.mocked(sleep).mock.calls.map(([wait]) => Math.round(wait! / 1000));

const refused = (status: number, headers: Record<string, string>) =>
  Object.assign(new Error('refused'), { status, response: { headers } });

describe('waitForLimits', () => {
  const logger = mockServices.logger.mock();
  const options = { host: 'github.com', logger };

  beforeEach(() => jest.clearAllMocks());

  it('waits as long as the host says, in whichever way it says so', async () => {
    const inTenMinutes = String(Math.floor(Date.now() / 1000) + 600);
    const spent = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': inTenMinutes,
    };
    const attempt = jest
      .fn()
      .mockRejectedValueOnce(refused(429, { 'Retry-After': '30' }))
      .mockRejectedValueOnce(refused(403, spent))
      .mockRejectedValueOnce(
        new Error('in between', {
          cause: {
            response: {
              status: 429,
              headers: new Headers({ 'retry-after': '7' }),
            },
          },
        }),
      )
      .mockRejectedValueOnce(
        new Error(
          'Failed to create group/orders, You have exceeded a secondary rate limit.',
        ),
      )
      .mockResolvedValue('done');
    expect(await waitForLimits(attempt, options)).toBe('done');
    const [first, second, ...others] = waits();
    expect(first).toBe(30);
    expect(second).toBeGreaterThan(595);
    expect(second).toBeLessThanOrEqual(600);
    // A host that does not say is given twice as long each time.
    expect(others).toEqual([7, 480]);
    expect(logger.info).toHaveBeenCalledWith(
      expect.stringMatching(/^github.com takes no more .* nothing is lost/),
    );
  });

  it('waits for an hour in all, can be stopped, and waits for nothing else', async () => {
    const limited = jest.fn().mockRejectedValue(new Error('Rate limit'));
    await expect(waitForLimits(limited, options)).rejects.toThrow('Rate limit');
    expect(waits()).toEqual([60, 120, 240, 480, 960, 1920]);

    const { signal } = new AbortController();
    jest.mocked(sleep).mockRejectedValueOnce(new Error('cancelled'));
    await expect(
      waitForLimits(limited, { ...options, signal }),
    ).rejects.toThrow('cancelled');
    expect(jest.mocked(sleep).mock.lastCall?.[2]).toEqual({ signal });

    jest.clearAllMocks();
    for (const error of [
      refused(403, {}),
      refused(500, { 'retry-after': '1' }),
      new Error('Unable to create group/service-429'),
      refused(429, { 'retry-after': '86400' }),
    ]) {
      await expect(
        waitForLimits(() => Promise.reject(error), options),
      ).rejects.toThrow(error.message);
    }
    expect(sleep).not.toHaveBeenCalled();
  });
});
