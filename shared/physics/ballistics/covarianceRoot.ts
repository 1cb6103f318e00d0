/** Lower triangle L with L·Lᵀ of a covariance [n, n], row-major; a direction that is certain stays so. */
export function covarianceRoot(covariance: readonly number[], n: number): Float64Array {
  const root = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = covariance[i * n + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (root[i * n + k] ?? 0) * (root[j * n + k] ?? 0);
      const pivot = root[j * n + j] ?? 0;
      root[i * n + j] = i === j ? Math.sqrt(Math.max(0, sum)) : pivot > 0 ? sum / pivot : 0;
    }
  return root;
}
