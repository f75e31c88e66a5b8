import ts from 'typescript';

/**
 * Every import of a file: `import`, `export … from`, `import()` and the type `import('…')`. For each: the specifier, the
 * line, whether only types cross, and the names taken as values (`*` for a whole module).
 */
export function readImports(fileName, text) {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.ESNext, true);
  const imports = [];
  const add = (node, literal, names) => {
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    imports.push({ specifier: literal.text, line, typesOnly: names.length === 0, names });
  };
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, importedValues(node.importClause));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier)
      add(node, node.moduleSpecifier, reExported(node));
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node, node.argument.literal, []);
    else if (isDynamicImport(node)) add(node, node.arguments[0], ['*']);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}

function isDynamicImport(node) {
  return (
    ts.isCallExpression(node) &&
    node.expression.kind === ts.SyntaxKind.ImportKeyword &&
    node.arguments[0] !== undefined &&
    ts.isStringLiteralLike(node.arguments[0])
  );
}

function importedValues(clause) {
  if (clause === undefined) return ['*'];
  if (clause.isTypeOnly) return [];
  const names = clause.name ? ['default'] : [];
  if (clause.namedBindings === undefined) return names;
  if (ts.isNamespaceImport(clause.namedBindings)) return [...names, '*'];
  return [...names, ...valueNames(clause.namedBindings.elements)];
}

function reExported(declaration) {
  if (declaration.isTypeOnly) return [];
  if (declaration.exportClause === undefined || !ts.isNamedExports(declaration.exportClause)) return ['*'];
  return valueNames(declaration.exportClause.elements);
}

function valueNames(elements) {
  return elements
    .filter((element) => !element.isTypeOnly)
    .map((element) => (element.propertyName ?? element.name).text);
}
