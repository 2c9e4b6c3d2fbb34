import type { Ignorer, NodePath } from '@stryker-mutator/api/ignore';
import { z } from 'zod';

/** As much of a place in the code as the rules look at. */
const nodeSchema = z.looseObject({ type: z.string() });
const placeSchema = z.object({
  node: nodeSchema,
  parent: nodeSchema.nullish(),
  key: z.union([z.string(), z.number()]).nullish(),
  parentPath: z.object({ parent: nodeSchema.nullish() }).nullish(),
});
type Place = z.infer<typeof placeSchema>;

const nameOf = (node: unknown): unknown => z.looseObject({ name: z.string() }).safeParse(node).data?.name;

const memberSchema = z.looseObject({ type: z.string(), computed: z.boolean(), property: nodeSchema });

/** `list[0]`, `list.at(-1)`, `text.split(' ')[0]`: what has no name, and may be missing as far as the types can tell. */
function isIndexed(node: unknown): boolean {
  const call = z.looseObject({ callee: memberSchema }).safeParse(node).data;
  if (call) return nameOf(call.callee.property) === 'at';
  const member = memberSchema.safeParse(node).data;
  return member?.computed === true && member.property.type === 'NumericLiteral';
}

/** `''` and `[]`. */
function isEmpty({ type, value, elements }: z.infer<typeof nodeSchema>): boolean {
  return (type === 'StringLiteral' && value === '') || (type === 'ArrayExpression' && String(elements) === '');
}

/**
 * The empty value after an index: the types ask for it even where the index is always there (noUncheckedIndexedAccess), and
 * another value in its place would be as unreachable.
 */
function isDefaultOfIndex({ node, parent, key, parentPath }: Place): boolean {
  if (key !== 'right' || !isEmpty(node)) return false;
  if (parent?.type === 'LogicalExpression') return parent['operator'] === '??' && isIndexed(parent['left']);
  return parent?.type === 'AssignmentPattern' && parentPath?.parent?.type === 'ArrayPattern';
}

/** A plain error is a bug of this suite’s own: what it says is for its developers. An error for people has a class of its own. */
function isOwnBug({ node }: Place): boolean {
  return node.type === 'NewExpression' && nameOf(node['callee']) === 'Error';
}

/** What only another operating system does: it cannot be tried on this one. */
function isOfOtherSystem({ node }: Place): boolean {
  const test = z
    .looseObject({ left: z.looseObject({ object: z.unknown(), property: z.unknown() }) })
    .safeParse(node['test'] ?? node['left']).data;
  return nameOf(test?.left.object) === 'process' && nameOf(test?.left.property) === 'platform';
}

const rules: readonly (readonly [(place: Place) => boolean, string])[] = [
  [isDefaultOfIndex, 'the empty value after an index, which the types ask for'],
  [isOwnBug, 'the words of a bug of this suite’s own'],
  [isOfOtherSystem, 'what only another operating system does'],
];

/** What is not mutated, and why: no unit test could ever notice it by itself. Each is a rule over the code, and no list of places. */
export const notMutated: Ignorer = {
  shouldIgnore(path: NodePath): string | undefined {
    const place = placeSchema.safeParse(path).data;
    return place && rules.find(([applies]) => applies(place))?.[1];
  },
};
