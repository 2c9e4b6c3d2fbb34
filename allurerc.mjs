import { defineConfig } from 'allure';

export default defineConfig({
  name: 'Campaign login probe',
  output: './allure-report',
});
