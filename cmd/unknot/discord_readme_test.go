package main_test

import (
	"fmt"
	"strings"
	"testing"

	"unknot/adapters/discord"
)

// The address in the README asks for what the bot needs, and for nothing else.
func TestReadmeNamesThePermissions(t *testing.T) {
	page := readTop(t, "README.md")
	for _, want := range []string{
		fmt.Sprintf("&scope=bot+applications.commands&permissions=%d\n", discord.Permissions),
		fmt.Sprintf("The number is %d:", discord.Permissions),
	} {
		if strings.Count(page, want) != 1 {
			t.Errorf("README.md does not say %q", want)
		}
	}
}
