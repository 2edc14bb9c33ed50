import { startTestBackend } from '@backstage/backend-test-utils';
import {
  Collector,
  conformityCollectorsExtensionPoint,
} from '@waymark-idp/plugin-conformity-node';
import module from './index';

it('declares what checks ask of the golden path, for others to tell', async () => {
  const collectors: Collector[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        conformityCollectorsExtensionPoint,
        { addCollector: collector => collectors.push(collector) },
      ],
    ],
    features: [module],
  });
  await backend.stop();
  expect(collectors).toMatchObject([
    {
      id: 'golden-path',
      schema: { required: ['majorsBehind', 'minorsBehind'] },
    },
  ]);
  expect(collectors[0].collect).toBeUndefined();
});
