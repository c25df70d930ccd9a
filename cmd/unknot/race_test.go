//go:build race

package main

// racing says that the race detector watches, under which everything takes
// several times as long.
const racing = true
