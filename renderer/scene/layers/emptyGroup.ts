/** Takes the instanced meshes of a group off the scene and off the card; their materials stay for what comes next. */
import { InstancedMesh, type Group } from 'three';

export function emptyGroup(group: Group): void {
  for (const child of group.children.slice()) {
    if (!(child instanceof InstancedMesh)) continue;
    group.remove(child);
    child.geometry.dispose();
    child.dispose();
  }
}
