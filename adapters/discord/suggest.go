package discord

import (
	"context"

	"unknot/bot"
)

const (
	// mostSuggesting is how many are helped on at the same moment. Above that
	// nothing is suggested, which nobody misses for long.
	mostSuggesting  = 64
	mostSuggestions = 25
)

// suggestion is one of what Discord shows below what is typed.
type suggestion struct {
	Label string `json:"name"`
	Words string `json:"value"`
}

type suggestions struct {
	Choices []suggestion `json:"choices"`
}

// suggest says how a command may go on. It needs no store, so it waits behind
// nothing.
func (in *intake) suggest(ctx context.Context, i *interaction) {
	select {
	case in.quick <- struct{}{}:
		defer func() { <-in.quick }()
	default:
		return
	}
	show := suggestions{Choices: []suggestion{}}
	for _, c := range in.completions(i) {
		if len(show.Choices) < mostSuggestions && c.Label != "" && c.Words != "" {
			show.Choices = append(show.Choices, suggestion{clip(c.Label, longestText), clip(c.Words, longestText)})
		}
	}
	_, _ = in.d.caller.call(ctx, newAnswer(i).callback(callbackSuggest, show)) // the person types on
}

func (in *intake) completions(i *interaction) (all []bot.Completion) {
	if in.d.complete == nil {
		return nil
	}
	for _, o := range i.Data.Options {
		if o.Focused {
			all = in.d.complete(i.Data.Name, words(o.text()))
		}
		for _, field := range o.Options { // of a part of a server's command
			if field.Focused {
				all = in.d.complete(i.Data.Name+" "+field.Name, words(field.text()))
			}
		}
	}
	return all
}
