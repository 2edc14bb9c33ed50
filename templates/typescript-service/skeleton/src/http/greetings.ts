import type { GreetingService } from '../domain/greeting-service.ts';
import type { Handlers } from './contract.ts';

export function greetingHandlers(greetings: GreetingService): Handlers {
  return {
    getGreeting: async (request) => {
      const { name } = request.params as { name: string };
      const { language } = request.query as { language: string };
      return greetings.greet(name, language);
    },
  };
}
