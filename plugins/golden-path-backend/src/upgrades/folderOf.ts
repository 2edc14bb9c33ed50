export { sourceFolderOf as folderOf } from '@waymark-idp/plugin-repositories-node';
