import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import { TreePlace, TreeRoom } from './TreeRoom';

const MEBIBYTE = 1024 * 1024;

describe('TreeRoom', () => {
  const turn = () => new Promise(resolve => setImmediate(resolve));
  const treeOf = (bytes: number) =>
    createSnapshotFromFiles({ files: { a: new Uint8Array(bytes) } });

  async function enterAll(room: TreeRoom, times: number) {
    const places: TreePlace[] = [];
    for (let i = 0; i < times; i++) {
      room.enter().then(place => places.push(place));
    }
    await turn();
    return places;
  }

  it('has ten read at a time, and lets small trees wait together', async () => {
    const room = TreeRoom.create();
    const places = await enterAll(room, 100);
    expect(places).toHaveLength(10);
    // One is read and is evaluated later; another could not be read.
    places[0].holds(treeOf(10));
    places[1].leave();
    await turn();
    expect(places).toHaveLength(12);
    for (let i = 2; i < places.length; i++) {
      places[i].holds(treeOf(10));
      await turn();
    }
    expect(places).toHaveLength(100);
    for (const place of places) {
      place.leave();
    }
    expect(await enterAll(room, 11)).toHaveLength(10);
  });

  it('holds no more than 4 MiB of trees, and goes on when one leaves', async () => {
    const room = TreeRoom.create();
    const places = await enterAll(room, 9);
    const big = treeOf(MEBIBYTE / 2);
    places.slice(0, 8).forEach(place => place.holds(big));
    const next = await enterAll(room, 3);
    expect(next).toHaveLength(0);
    places[0].leave();
    await turn();
    expect(next).toHaveLength(3);
  });
});
