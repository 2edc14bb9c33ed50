import type { Greeting } from '../domain/greeting-service.ts';
import type { Transaction } from './database.ts';

export class GreetingTable {
  async add({ name, text }: Greeting, transaction: Transaction): Promise<void> {
    await transaction.query('INSERT INTO greeting (name, text) VALUES ($1, $2)', [name, text]);
  }
}
