# Rscript reference.R METHOD INPUT FREQUENCY HORIZON OUTPUT
# Forecasts every series of INPUT (id,value, oldest first) with METHOD of the forecast package (thetaf or stlf) and writes id,step,value.
# Ends with code 3 where the package is not installed.
if (!suppressWarnings(suppressMessages(require(forecast)))) quit(status = 3)
arguments <- commandArgs(trailingOnly = TRUE)
method <- match.fun(arguments[1])
rows <- read.csv(arguments[2], colClasses = c("character", "numeric"))
frequency <- as.integer(arguments[3])
horizon <- as.integer(arguments[4])
answers <- lapply(split(rows$value, factor(rows$id, levels = unique(rows$id))), function(values) as.numeric(method(ts(values, frequency = frequency), h = horizon)$mean))
write.csv(data.frame(id = rep(names(answers), each = horizon), step = rep(seq_len(horizon), length(answers)), value = unlist(answers)), arguments[5], row.names = FALSE, quote = FALSE)
