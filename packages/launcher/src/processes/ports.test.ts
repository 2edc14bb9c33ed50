import net from 'node:net';
import { claimPort, findFreePort } from './ports';

it('finds a free port, and names the setting when a port is taken', async () => {
  const port = await findFreePort();
  await expect(claimPort(port, 'the portal', 'WAYMARK_PORT')).resolves.toBe(
    port,
  );

  const other = net.createServer();
  await new Promise<void>(resolve => other.listen(port, '127.0.0.1', resolve));
  await expect(claimPort(port, 'the portal', 'WAYMARK_PORT')).rejects.toThrow(
    new RegExp(`Port ${port}, meant for the portal, is taken.*WAYMARK_PORT=`),
  );
  await new Promise(resolve => other.close(resolve));
});
