import { expect, it } from 'vitest';
import type { ImportProfile } from '@/api/types';
import { columnsIn, guessProfile } from './guessProfile';

const profile = (name: string, columns: string[]): ImportProfile => ({ name, title: name, record: 'sale', columns, description: '' });
const profiles = [profile('hair-salon/receipts', ['Receipt', 'Date', 'Description', 'Client', 'Staff', 'Quantity', 'Amount']), profile('rossmann/days', ['Store', 'DayOfWeek', 'Date', 'Sales', 'Customers']), profile('bookedbarber/sales', ['location', 'key', 'total'])];

it('knows a file by its columns, whatever their case and marks', () => {
  expect(guessProfile(profiles, columnsIn('"store";"day_of_week";"date";"sales";"customers";"open"\r\n1;5;…'), 'train.csv')?.name).toBe('rossmann/days');
});
it('reads the keys of JSON', () => {
  expect(guessProfile(profiles, columnsIn('[{"location":"1","key":"a","total":"12.00","lines":[]}]'), 'export.json')?.name).toBe('bookedbarber/sales');
});
it('does not guess at what it does not know', () => {
  expect(guessProfile(profiles, columnsIn('a,b,c\n1,2,3'), 'notes.csv')).toBeNull();
});
