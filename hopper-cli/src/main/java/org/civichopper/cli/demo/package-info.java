/// `hopper demo`: the main job, from disk to rows, on throwaway data. Read
/// [org.civichopper.cli.demo.DemoCommand] first.
package org.civichopper.cli.demo;
