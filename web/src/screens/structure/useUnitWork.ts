import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths, type UnitKind } from '@/api/paths';
import type { Day, OpeningSpan, Target, TreeNode, UnitDetail } from '@/api/types';
import { sentenceOf } from '@/parts/fields';
import { toast, toastError, toastUndo } from '@/parts/toast';
import { useScope } from '@/scope/Scope';

export type Unit = Pick<TreeNode, 'id' | 'name' | 'parentId'> & { kind: UnitKind };
export type UnitFields = Partial<Pick<UnitDetail, 'name' | 'code' | 'timeZone' | 'currency' | 'status' | 'address' | 'chairs' | 'latitude' | 'longitude' | 'openedOn' | 'closedOn'>>;
const AT_ONCE = 3;

/** Runs over many, a few at a time; the first fault's sentence and how many failed. */
async function overAll<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<{ done: T[]; failed: number; fault: unknown }> {
  const done: T[] = [];
  let failed = 0;
  let fault: unknown;
  const rest = [...items];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) {
      try { await work(item); done.push(item); } catch (error) { failed++; fault ??= error; }
    }
  }));
  return { done, failed, fault };
}

/** What can be done to units, to one or to many. What can be taken back, offers it. */
export function useUnitWork() {
  const { t } = useTranslation('structure');
  const queries = useQueryClient();
  const { network } = useScope();
  const again = () => Promise.all(['tree', 'unit', 'location', 'networks', 'targets', 'hours'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  const failed = (error: unknown) => toastError(sentenceOf(error, t('common:failed')));
  const archiveOne = (unit: Unit) => api.post(`${paths.unit(unit.kind, unit.id)}/archive`);
  const restoreOne = (unit: Unit) => api.post(`${paths.unit(unit.kind, unit.id)}/restore`);
  const moveOne = (unit: Unit, parentId: string, from: Day | undefined) => api.post(`${paths.unit(unit.kind, unit.id)}/move`, { body: { parentId, ...(from ? { from } : {}) } });
  const tell = (key: string, result: { done: readonly Unit[]; failed: number; fault: unknown }, undo?: (done: readonly Unit[]) => Promise<unknown>) => {
    const said = t(`toast.${key}`, { count: result.done.length, name: result.done[0]?.name ?? '' });
    if (result.done.length > 0) {
      if (undo) toastUndo(said, () => void undo(result.done).then(again).catch(failed));
      else toast(said);
    }
    if (result.failed > 0) toastError(`${t('toast.failed', { count: result.failed })} ${sentenceOf(result.fault, t('common:failed'))}`);
    return again();
  };

  const create = useMutation({
    mutationFn: ({ kind, key, ...body }: UnitFields & { kind: UnitKind; parentId: string; key: string }) => api.post<UnitDetail>(paths.units(network.id, kind), { body, idempotencyKey: key }),
    onSuccess: (made) => { toast(t('toast.created', { name: made.name })); return again(); },
  });
  const change = useMutation({
    mutationFn: ({ unit, version, patch }: { unit: Unit; version: number; patch: UnitFields }) => api.patch<UnitDetail>(paths.unit(unit.kind, unit.id), { body: patch, version }),
    onSuccess: () => { toast(t('toast.saved')); return again(); },
  });
  const move = useMutation({
    mutationFn: ({ units, parentId, from }: { units: readonly Unit[]; parentId: string; from?: Day | undefined }) => overAll(units, (unit) => moveOne(unit, parentId, from)),
    onSuccess: (result, { from }) => tell('moved', result, (done) => overAll(done, (unit) => moveOne(unit, unit.parentId ?? network.id, from))),
    onError: failed,
  });
  const archive = useMutation({
    mutationFn: (units: readonly Unit[]) => overAll(units, archiveOne),
    onSuccess: (result) => tell('archived', result, (done) => overAll(done, restoreOne)),
    onError: failed,
  });
  const restore = useMutation({
    mutationFn: (units: readonly Unit[]) => overAll(units, restoreOne),
    onSuccess: (result) => tell('restored', result, (done) => overAll(done, archiveOne)),
    onError: failed,
  });
  const setStatus = useMutation({
    mutationFn: ({ units, status, closedOn }: { units: readonly (Unit & { version: number })[]; status: string; closedOn?: Day | undefined }) =>
      overAll(units, (unit) => api.patch(paths.unit(unit.kind, unit.id), { body: { status, ...(closedOn ? { closedOn } : {}) }, version: unit.version })),
    onSuccess: (result) => tell('status', result),
    onError: failed,
  });
  const setHours = useMutation({
    mutationFn: ({ locationId, hours, from }: { locationId: string; hours: OpeningSpan[]; from?: Day | undefined }) => api.put(paths.hours(locationId), { body: { hours, ...(from ? { from } : {}) } }),
    onSuccess: () => { toast(t('toast.saved')); return again(); },
  });
  const setTarget = useMutation({
    mutationFn: (target: Target) => api.put(paths.targets(network.id), { body: target }),
    onSuccess: () => { toast(t('toast.saved')); return again(); },
  });
  return { create, change, move, archive, restore, setStatus, setHours, setTarget };
}
