import { brokenArrow } from './arrow-rules.mjs';
import { chainTo } from './chains.mjs';
import { brokenFeature } from './feature-rule.mjs';
import { importGraph } from './import-graph.mjs';
import { brokenSource } from './source-rule.mjs';
import { locationsThatReachTheRepository } from './location-rule.mjs';

/** Every rule that a checkout breaks: the rule in words, the chain of files that shows it, and the line of its last import. */
export function violations(root) {
  const graph = importGraph(root);
  const byEdge = graph.edges.flatMap((edge) => {
    const rule = brokenArrow(edge, graph) ?? brokenFeature(edge) ?? brokenSource(edge);
    if (rule === undefined) return [];
    return [{ rule, chain: [...chainTo(graph, edge.from), edge.to ?? edge.specifier], line: edge.line }];
  });
  return { files: graph.files.length, found: [...byEdge, ...locationsThatReachTheRepository(graph)] };
}

/** A violation as a person reads it: the rule, then the chain from an entry to the import that breaks it. */
export function describeViolation({ rule, chain, line }) {
  const steps = chain.map((file, at) => `${'  '.repeat(at + 1)}${at > 0 ? '→ ' : ''}${file}`);
  if (line !== undefined && steps.length > 1) steps[steps.length - 2] += `:${line}`;
  return `${rule}\n${steps.join('\n')}`;
}
