import { expect, it } from 'vitest';
import { changesOf } from './changes';

it('reads before and after of one row', () => {
  expect(changesOf({ name: { from: 'Old', to: 'New' }, chairs: { to: 4 } })).toEqual([{ id: null, fields: [{ name: 'name', from: 'Old', to: 'New' }, { name: 'chairs', from: null, to: '4' }] }]);
});
it('reads several rows by their ids', () => {
  expect(changesOf({ rows: [{ id: 'a', fields: { status: { from: 'open', to: 'closed' } } }] })).toEqual([{ id: 'a', fields: [{ name: 'status', from: 'open', to: 'closed' }] }]);
});
it('shows the details of an action, and what is hidden as hidden', () => {
  expect(changesOf({ name: 'Till', password: '[hidden]' })[0]!.fields).toEqual([{ name: 'name', from: null, to: 'Till' }, { name: 'password', from: null, to: '[hidden]' }]);
});
