export * from './mergeDeclared';
export * from './readDeclaredComponents';
