import { AuthService } from '@backstage/backend-plugin-api';
import { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import { IsTaskOver } from '../claims';

const OVER = ['cancelled', 'completed', 'failed', 'skipped'];

/** Asks the scaffolder whether a task has ended. A task that it does not know has. */
export function createIsTaskOver(options: {
  auth: AuthService;
  scaffolder: ScaffolderService;
}): IsTaskOver {
  return async taskId => {
    try {
      const { status } = await options.scaffolder.getTask(
        { taskId },
        { credentials: await options.auth.getOwnServiceCredentials() },
      );
      return OVER.includes(status);
    } catch (error) {
      if ((error as { statusCode?: number }).statusCode === 404) {
        return true;
      }
      throw error;
    }
  };
}
