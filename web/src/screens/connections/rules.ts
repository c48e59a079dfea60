import type { ConflictRule, Rule } from '@/api/hubTypes';

export const RULES: readonly Rule[] = ['source_wins', 'ours_wins', 'newest_wins', 'ask'];
/** Stands for all fields of a record that have no rule of their own. */
export const EVERY_FIELD = '*';
/** What holds where nobody has said otherwise: the vendor is the source of record. */
export const USUAL: Rule = 'source_wins';

/** The rule that was set for a field; undefined: none was. */
export const ruleOf = (rules: readonly ConflictRule[], record: string, field: string): Rule | undefined => rules.find((one) => one.record === record && one.field === field)?.rule;

/** What holds for a field without a rule of its own. */
export const inherited = (rules: readonly ConflictRule[], record: string, field: string): Rule => (field === EVERY_FIELD ? USUAL : (ruleOf(rules, record, EVERY_FIELD) ?? USUAL));
