import net from 'node:net';

const LOOPBACK = '127.0.0.1';

/** A TCP port on loopback that nothing listens on right now. */
export async function findFreePort(): Promise<number> {
  return await listenOnce(0);
}

/**
 * Makes sure that a port can be listened on.
 *
 * @param setting - the environment variable that changes the port, for the error
 * @throws Error naming the port and the setting when something else listens there.
 */
export async function claimPort(
  port: number,
  what: string,
  setting: string,
): Promise<number> {
  try {
    return await listenOnce(port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new Error(
        `Port ${port}, meant for ${what}, is taken by another program. Stop that program, or choose another port with ${setting}, for example: ${setting}=${
          port + 1
        } npm start`,
      );
    }
    throw error;
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      const { port: bound } = server.address() as net.AddressInfo;
      server.close(() => resolve(bound));
    });
  });
}
