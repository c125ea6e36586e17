import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

export type Json = z.infer<typeof json>;
export type Resource = { id: string; type: string; name: string; properties: unknown };
export type Template = {
  /** The resources of a type in every stack, their intrinsic functions replaced by values. */
  resourcesOf: (type: string) => Resource[];
  /** The folder of a bundle, from where the template says the cloud finds it. */
  assetFolder: (objectKey: string) => string;
};

const json = z.json();
const manifestShape = z.object({
  artifacts: z.record(
    z.string(),
    z.object({ type: z.string(), properties: z.record(z.string(), z.unknown()).optional() }),
  ),
});
const stackShape = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), json).default({}) }),
  ),
  Outputs: z
    .record(z.string(), z.object({ Value: json, Export: z.object({ Name: json }).optional() }))
    .default({}),
});
const assetsShape = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

type Stack = { name: string } & z.infer<typeof stackShape>;
type Place = { stack: Stack; queueEndpoint: string; stacks: Stack[] };

export const region = 'eu-west-2';
const account = '000000000000';
const nameProperty = /^(Table|Bucket|Queue|Function|UserPool)?Name$/;

/** Reads what `cdk synth` wrote: the one place that says what careledger consists of. */
export function readTemplate(folder: string, queueEndpoint: string): Template {
  const manifest = manifestShape.parse(readJson(join(folder, 'manifest.json')));
  const artifacts = Object.entries(manifest.artifacts);
  const stacks = artifacts
    .filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack')
    .map(([name, { properties }]) => ({
      name,
      ...stackShape.parse(readJson(join(folder, fileOf(properties?.['templateFile'])))),
    }));
  const assets = artifacts
    .filter(([, artifact]) => artifact.type === 'cdk:asset-manifest')
    .flatMap(([, { properties }]) =>
      Object.values(assetsShape.parse(readJson(join(folder, fileOf(properties?.['file'])))).files),
    );
  return {
    resourcesOf: (type) =>
      stacks.flatMap((stack) => {
        const place = { stack, stacks, queueEndpoint };
        return Object.entries(stack.Resources)
          .filter(([, resource]) => resource.Type === type)
          .map(([id, { Properties }]) => ({
            id,
            type,
            name: nameOf(id, place),
            properties: resolve(Properties, place),
          }));
      }),
    assetFolder: (objectKey) => {
      const asset = assets.find(({ destinations }) =>
        Object.values(destinations).some((to) => to.objectKey === objectKey),
      );
      if (asset === undefined) throw new Error(`The synthesized output has no asset ${objectKey}.`);
      return join(folder, asset.source.path);
    },
  };
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function fileOf(property: unknown): string {
  return z.string().parse(property);
}

/** The name given in the template, else one from the logical id, which stays the same as long as the resource does. */
function nameOf(id: string, place: Place): string {
  const resource = resourceNamed(id, place.stack);
  const given = Object.entries(resource.Properties).find(([key]) => nameProperty.test(key))?.[1];
  if (given !== undefined) return textOf(resolve(given, place));
  return resource.Type === 'AWS::S3::Bucket' ? id.toLowerCase() : id;
}

function resourceNamed(id: string, stack: Stack) {
  const resource = stack.Resources[id];
  if (resource === undefined) throw new Error(`${stack.name} has no resource ${id}.`);
  return resource;
}

function resolve(value: Json, place: Place): Json {
  if (Array.isArray(value)) {
    return value.map((item) => resolve(item, place)).filter((item) => item !== null);
  }
  if (typeof value !== 'object' || value === null) return value;
  const [only, ...others] = Object.entries(value);
  if (only !== undefined && others.length === 0 && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) {
    return callIntrinsic(only[0], only[1], place);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, place)]));
}

function callIntrinsic(name: string, argument: Json, place: Place): Json {
  switch (name) {
    case 'Ref':
      return refer(z.string().parse(argument), place);
    case 'Fn::GetAtt': {
      const [id, attribute] = z.tuple([z.string(), z.string()]).parse(argument);
      return attributeOf(id, attribute, place);
    }
    case 'Fn::Join': {
      const [separator, parts] = z.tuple([z.string(), z.array(json)]).parse(argument);
      return parts.map((part) => textOf(resolve(part, place))).join(separator);
    }
    case 'Fn::Sub':
      return z
        .string()
        .parse(argument)
        .replace(/\$\{([^}!]+)\}/g, (_, inner: string) => {
          const [id = '', attribute] = inner.split('.');
          return textOf(attribute === undefined ? refer(id, place) : attributeOf(id, attribute, place));
        });
    case 'Fn::ImportValue':
    case 'Fn::GetStackOutput':
      return importValue(resolve(argument, place), place);
    default:
      throw new Error(`The local runtime does not know ${name}: teach it in local/template.ts.`);
  }
}

function importValue(name: Json, place: Place): Json {
  for (const stack of place.stacks) {
    for (const output of Object.values(stack.Outputs)) {
      const there = { ...place, stack };
      if (output.Export !== undefined && resolve(output.Export.Name, there) === name)
        return resolve(output.Value, there);
    }
  }
  throw new Error(`No stack exports ${textOf(name)}.`);
}

function refer(id: string, place: Place): Json {
  const pseudo = {
    Region: region,
    AccountId: account,
    Partition: 'aws',
    URLSuffix: 'amazonaws.com',
    StackName: place.stack.name,
  };
  if (id === 'AWS::NoValue') return null;
  const parameter = Object.entries(pseudo).find(([key]) => id === `AWS::${key}`)?.[1];
  if (parameter !== undefined) return parameter;
  const name = nameOf(id, place);
  return resourceNamed(id, place.stack).Type === 'AWS::SQS::Queue'
    ? `${place.queueEndpoint}/${account}/${name}`
    : name;
}

function attributeOf(id: string, attribute: string, place: Place): string {
  const name = nameOf(id, place);
  if (attribute !== 'Arn') return attribute.endsWith('Name') ? name : `${name}.${attribute}`;
  const type = resourceNamed(id, place.stack).Type;
  if (type === 'AWS::S3::Bucket') return `arn:aws:s3:::${name}`;
  const kind = {
    'AWS::SQS::Queue': '',
    'AWS::Lambda::Function': 'function:',
    'AWS::DynamoDB::Table': 'table/',
  };
  const prefix = Object.entries(kind).find(([key]) => key === type)?.[1] ?? '';
  const service = (type.split('::')[1] ?? '').toLowerCase();
  return `arn:aws:${service}:${region}:${account}:${prefix}${name}`;
}

/** The name at the end of an ARN: that of the function or queue it stands for. */
export function nameInArn(arn: string): string {
  return arn.slice(Math.max(arn.lastIndexOf(':'), arn.lastIndexOf('/')) + 1);
}
