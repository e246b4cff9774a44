export const PRODUCTS = [
  { id: 'p1', name: 'Cafetera Pro', price: 129.99, currency: 'USD' },
  { id: 'p2', name: 'Molino Manual', price: 49.5, currency: 'USD' },
  { id: 'p3', name: 'Tetera de Cristal', price: 34, currency: 'USD' },
];
