const { soak } = await import('./liveSoak.ts');
console.log(JSON.stringify(await soak(10)));
