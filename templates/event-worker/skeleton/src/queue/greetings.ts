import type { GreetingTable } from '../database/greeting-table.ts';
import type { Arrival, GreetingService } from '../domain/greeting-service.ts';
import type { Handlers } from './consumer.ts';

export function greetingHandlers(greetings: GreetingService, table: GreetingTable): Handlers {
  return {
    'person.arrived': async (data) => {
      const greeting = await greetings.greet(data as unknown as Arrival);
      return (transaction) => table.add(greeting, transaction);
    },
  };
}
