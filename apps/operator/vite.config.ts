import { defineConfig } from 'vite';

// The page is served by the service itself, under a policy without inline scripts, styles or data: URLs.
export default defineConfig(({ command }) => ({
  // Beside itself, wherever a proxy may have put the service.
  base: command === 'serve' ? '/operator/' : './',
  // Absent, the page asks where it came from; while it is developed, the service on its default port.
  define: {
    'import.meta.env.VITE_API_URL': JSON.stringify(
      process.env.VITE_API_URL ?? (command === 'serve' ? 'http://localhost:3001' : ''),
    ),
  },
  build: {
    outDir: 'dist',
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { port: 5176, strictPort: true },
}));
