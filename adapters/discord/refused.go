package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"

	"unknot/bot"
)

// RefusedError says why Discord does not let the bot in, and what to do. It
// wraps bot.ErrRefused.
type RefusedError struct{ say string }

func (e *RefusedError) Error() string { return e.say }

// Unwrap returns bot.ErrRefused.
func (*RefusedError) Unwrap() error { return bot.ErrRefused }

// Name asks Discord once for the bot's own name. It fails with a *RefusedError
// when Discord does not know the token.
func (d *Discord) Name(ctx context.Context) (string, error) {
	answer, err := d.caller.call(ctx, request{what: "own name", method: "GET", path: "users/@me"})
	if err != nil {
		return "", refusal(err)
	}
	var me struct {
		Name string `json:"username"`
	}
	_ = json.Unmarshal(answer, &me) // it is only shown
	return me.Name, nil
}

// refusal puts a token that is not known into a *RefusedError, and leaves
// other errors as they are.
func refusal(err error) error {
	if said, ok := errors.AsType[*answerError](err); ok && said.status == 401 {
		return unknownToken("answers with 401")
	}
	return err
}

func unknownToken(how string) error {
	return &RefusedError{"UNKNOT_DISCORD_TOKEN is not accepted: Discord " + how + "; copy the token from the developer portal, under Bot, after Reset Token"}
}

// Close codes of the gateway that do not get better:
// discord.com/developers/docs/topics/opcodes-and-status-codes.
const (
	closeToken       = 4004
	closeShard       = 4010
	closeSharding    = 4011
	closeVersion     = 4012
	closeIntents     = 4013
	closeNotIntended = 4014
)

// closeCode returns the code that the gateway closed with, or 0. The library
// returns the error of its websocket library, whose text has the code.
func closeCode(err error) int {
	found := regexp.MustCompile(`websocket: close (\d{4})`).FindStringSubmatch(err.Error())
	if found == nil {
		return 0
	}
	code, _ := strconv.Atoi(found[1])
	return code
}

// closedFor returns why the gateway closed for good, or nil.
func closedFor(code int) error {
	switch code {
	case closeToken:
		return unknownToken(fmt.Sprintf("closes the gateway with %d", code))
	case closeShard, closeSharding:
		return &RefusedError{fmt.Sprintf("the bot is on so many servers that Discord wants more shards (it closes the gateway with %d): set --discord-shards (UNKNOT_DISCORD_SHARDS) to one for each thousand servers", code)}
	case closeVersion, closeIntents:
		return &RefusedError{fmt.Sprintf("Discord does not speak this version of the gateway any more (it closes with %d): take a newer Unknot", code)}
	case closeNotIntended:
		return &RefusedError{fmt.Sprintf("Discord does not allow the bot what it asks for, its direct messages (it closes the gateway with %d): look in the developer portal, under Bot, whether the bot is restricted", code)}
	}
	return nil
}
