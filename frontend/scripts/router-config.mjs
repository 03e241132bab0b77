/** Where the file routes are and where their tree is written; read by Vite and by `npm run types`. */
export const routerConfig = {
  target: /** @type {const} */ ('react'),
  routesDirectory: './src/app/routes',
  generatedRouteTree: './src/app/route-tree.gen.ts',
  quoteStyle: /** @type {const} */ ('single'),
  semicolons: true,
  autoCodeSplitting: true,
};
